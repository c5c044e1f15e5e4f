export type SocketName = 'public' | 'private' | 'margin';

/** Where each socket is (exmo-api/WEBSOCKET.md 1). */
export const SOCKET_PATHS: Record<SocketName, string> = {
	public: '/v1/public',
	private: '/v1/private',
	margin: '/v1/margin/private',
};
