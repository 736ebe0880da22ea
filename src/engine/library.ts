/** The public entry of the package: `import … from 'hectare'`. */
export { Scan } from './scan.js';
