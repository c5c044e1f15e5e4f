/** The claim token of the wind-down: it can neither be traded nor withdrawn (exmo-api/REST.md 0.3). */
export const CLAIM_TOKEN = 'USDRec';
