import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';

/** Shows every scene of the widget without a server: the engine is replaced by states, everything else is the real thing. */
export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  resolve: {
    alias: [{ find: /^@parley\/call$/, replacement: fileURLToPath(new URL('client.ts', import.meta.url)) }],
  },
  server: { host: '127.0.0.1', port: 5391, strictPort: true },
});
