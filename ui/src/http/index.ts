export * from './http.ts';
export { retryUntilReached, signIn, signOut, whoIsSignedIn } from './identity.ts';
export { sentenceOfError, sentenceOfProblem } from './sentence.ts';
