import fc from 'fast-check';

/**
 * Loaded before all tests, by the configurations of mocha. Property tests play the same worlds every time, so that a failure, or a line
 * that is not covered, comes of a change and not of chance; fast-check names the seed of a failure. `FC_SEED` plays others.
 */
const usualSeed = 20_261_126;

fc.configureGlobal({ seed: Number(process.env.FC_SEED ?? usualSeed) });
