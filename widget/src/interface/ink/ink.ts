/** A file of its own for what is loaded on first use, so that the built one is called by this name. */
export * from '@parley/ink';
