/** What n8n's resource locators hold once somebody has filled them in. */
export const byName = (value: string) => ({ __rl: true, mode: 'name', value });
export const byId = (value: unknown) => ({ __rl: true, mode: 'id', value });
