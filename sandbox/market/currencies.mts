import type { Network } from './market.mts';

const NAMES: Record<string, string> = {
	ADA: 'Cardano',
	ARB: 'Arbitrum',
	ATOM: 'Cosmos',
	BCH: 'Bitcoin Cash',
	BTC: 'Bitcoin',
	DOGE: 'Dogecoin',
	ENA: 'Ethena',
	ETC: 'Ethereum Classic',
	ETH: 'Ethereum',
	EUR: 'Euro',
	GAS: 'Gas',
	GMT: 'STEPN',
	LTC: 'Litecoin',
	NEAR: 'NEAR Protocol',
	PLN: 'Polish Zloty',
	PUMP: 'Pump.fun',
	QTUM: 'Qtum',
	SOL: 'Solana',
	TRX: 'TRON',
	UAH: 'Ukrainian Hryvnia',
	USD: 'US Dollar',
	USDC: 'USD Coin',
	USDRec: 'Recovery claim token',
	USDT: 'Tether',
	WIF: 'dogwifhat',
	XLM: 'Stellar',
	XRP: 'XRP',
	XTZ: 'Tezos',
};

/** Money of states: it has no networks (exmo-api/REST.md 2.6). */
const FIAT = ['EUR', 'PLN', 'UAH', 'USD'];

/** Codes with their long names, as `currency/list/extended` shows them. */
export const describe = (codes: readonly string[]) =>
	codes.map((name) => ({ name, description: NAMES[name] ?? name }));

/** Networks, minimum, fee and confirmations by currency: the sandbox's own figures. */
const NETWORKS: Record<
	string,
	[network: string, min: string, fee: string, confirmations: number][]
> = {
	BTC: [['', '0.001', '0.0005', 2]],
	ETH: [['', '0.01', '0.003', 12]],
	USDT: [
		['TRC20', '10', '2', 9],
		['ERC20', '20', '5', 12],
	],
	USDC: [
		['ERC20', '20', '4', 12],
		['SOL', '5', '1', 30],
	],
	XRP: [['', '20', '0.25', 1]],
	XLM: [['', '20', '0.1', 1]],
	LTC: [['', '0.1', '0.01', 6]],
	SOL: [['', '0.1', '0.01', 30]],
	DOGE: [['', '50', '5', 20]],
};

/**
 * Every way in and out for these currencies. `deposits` false: what was announced in July 2026.
 * @param closed currencies that cannot be withdrawn at the moment
 */
export function networksFor(
	codes: readonly string[],
	deposits: boolean,
	closed: readonly string[] = [],
): Network[] {
	return codes
		.filter((code) => !FIAT.includes(code) && code !== 'USDRec')
		.flatMap((currency) =>
			(NETWORKS[currency] ?? [['', '1', '0.1', 10] as const]).flatMap(
				([network, min, commission, confirmations], index): Network[] => {
					const common = {
						name: network === '' ? currency : `${currency} (${network})`,
						currency,
						min,
						comment: '',
						confirmations,
					};
					return [
						{
							...common,
							type: 'deposit',
							max: '0',
							enabled: deposits,
							commissionDescription: '0%',
							commission: '0',
						},
						{
							...common,
							type: 'withdraw',
							max: index === 0 ? '100000' : '0',
							// One network that is switched off, so that a client can meet it.
							enabled: !(currency === 'USDT' && network === 'ERC20') && !closed.includes(currency),
							commissionDescription: `${commission} ${currency}`,
							commission,
						},
					];
				},
			),
		);
}
