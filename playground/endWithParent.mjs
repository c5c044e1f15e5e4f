// Loaded into n8n before n8n itself: when the playground is gone, however it went (even killed),
// its end of this channel closes, and n8n shuts down as if it had been asked to.
process.on('disconnect', () => process.kill(process.pid, 'SIGTERM'));
process.channel?.unref();
