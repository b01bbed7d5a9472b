import { join } from 'node:path';
import { bundled } from './bundled';

/** The kernels as they ship, bundled once. */
export const kernels = bundled(join(__dirname, 'kernels.ts')) as typeof import('./kernels');
