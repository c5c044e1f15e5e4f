// The same lines that tools/install.mjs shows before the pinned Node.js is there to run a .mts file.
export { elapsed, progressOn, silent, type Progress } from '../tools/progress.mjs';
