// What the generated documents are made from: the package's own descriptions and tables.
export { ENDPOINTS } from '../../exmo/api/endpoints.ts';
export { EXPLAINED_TEXTS, EXPLANATIONS } from '../../exmo/errors/codes.ts';
export { explainRefusal } from '../../exmo/errors/explainRefusal.ts';
export { subscriptionRefused } from '../../exmo/stream/connection/refusals.ts';
export { TOPICS, type TopicKey } from '../../exmo/stream/topics.ts';
export { ExmoApi } from '../../credentials/ExmoApi.credentials.ts';
export { Exmo } from '../../nodes/Exmo/Exmo.node.ts';
export { allFields, resources } from '../../nodes/Exmo/actions/resources.ts';
export type { Operation, Resource } from '../../nodes/Exmo/actions/operation.ts';
export type { ErrorKind, ExmoErrorDetails } from '../../exmo/errors/errors.ts';
export { properties as streamFields } from '../../nodes/ExmoStreamTrigger/fields.ts';
export { TOPIC_OPTIONS } from '../../nodes/ExmoStreamTrigger/topicOptions.ts';
export { events } from '../../nodes/ExmoTrigger/events/index.ts';
export { inWords } from '../../nodes/shared/errors/wording.ts';
