/** Every resource in the editor's order, and the fields that the node's panel is made of. */
import type { INodeProperties } from 'n8n-workflow';

import { InvalidInput } from '../../shared/errors/nodeErrors';
import { optionsField, withTimeouts } from '../../shared/fields/fields';
import { account } from './account';
import { giftCode } from './giftCode';
import { marginAccount } from './marginAccount';
import { marginMarket } from './marginMarket';
import { marginOrder } from './marginOrder';
import { marginPosition } from './marginPosition';
import { market } from './market';
import type { Operation, Resource } from './operation';
import { order } from './order';
import { stopOrder } from './stopOrder';
import { trade } from './trade';
import { wallet } from './wallet';

export const resources: readonly Resource[] = [
	account,
	market,
	order,
	stopOrder,
	trade,
	wallet,
	giftCode,
	marginOrder,
	marginPosition,
	marginAccount,
	marginMarket,
];

/** @throws InvalidInput for a combination that does not exist (a workflow made by hand or by a newer version) */
export function findOperation(resourceValue: string, operationValue: string): Operation {
	const resource = resources.find(({ value }) => value === resourceValue);
	const operation = resource?.operations.find(({ value }) => value === operationValue);
	if (operation) return operation;
	throw new InvalidInput(
		resource
			? `The resource "${resource.name}" has no operation "${operationValue}" in this version of the package.`
			: `There is no resource "${resourceValue}" in this version of the package.`,
	);
}

/** Resource and operation as errors name them, e.g. "Wallet: Withdraw". */
export function titleOf(operation: Operation): string {
	const resource = resources.find(({ operations }) => operations.includes(operation));
	return `${resource?.name}: ${operation.name}`;
}

const resourceField: INodeProperties = {
	displayName: 'Resource',
	name: 'resource',
	type: 'options',
	noDataExpression: true,
	options: resources.map(({ name, value, description }) => ({ name, value, description })),
	default: 'market',
};

function operationField({ value: resource, operations }: Resource): INodeProperties {
	const options = operations.map(({ name, value, action, description }) => ({
		name,
		value,
		action,
		description,
	}));
	const first = options[0].value;
	return {
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: [resource] } },
		options,
		default: first,
	};
}

/** Where an operation has no options of its own. */
const OPTIONS = withTimeouts(optionsField());
const isOptions = ({ name }: INodeProperties): boolean => name === OPTIONS.name;

/** Every field of the operation, the timeouts among its options. */
export const allFields = ({ fields }: Operation): INodeProperties[] =>
	fields.some(isOptions)
		? fields.map((field) => (isOptions(field) ? withTimeouts(field) : field))
		: [...fields, OPTIONS];

/**
 * A field, shown with one or several operations only. Resource and operation come first among the
 * conditions: n8n shows a field as soon as it meets a condition on a value that is an expression, and
 * then wants it filled in, even if it belongs to another operation.
 */
const shownWith = (
	resource: string,
	operations: string[],
	{ displayOptions, ...field }: INodeProperties,
): INodeProperties => ({
	...field,
	displayOptions: {
		...displayOptions,
		show: { resource: [resource], operation: operations, ...displayOptions?.show },
	},
});

/** The fields of every operation; those that have no options of their own share the field. */
function fieldsOf({ value: resource, operations }: Resource): INodeProperties[] {
	const own = operations.flatMap((operation) =>
		allFields(operation)
			.filter((field) => field !== OPTIONS)
			.map((field) => shownWith(resource, [operation.value], field)),
	);
	const sharing = operations.filter((operation) => allFields(operation).includes(OPTIONS));
	const values = sharing.map(({ value }) => value);
	return values.length > 0 ? [...own, shownWith(resource, values, OPTIONS)] : own;
}

export const properties: INodeProperties[] = [
	resourceField,
	...resources.map(operationField),
	...resources.flatMap(fieldsOf),
];
