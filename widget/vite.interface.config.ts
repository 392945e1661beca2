import { defineConfig } from 'vite';

/** The call interface: one ES module with a hashed name, loaded by the loader when it is needed. */
export default defineConfig({
  publicDir: false,
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    manifest: 'interface.json',
    modulePreload: false,
    assetsInlineLimit: 0,
    cssCodeSplit: false,
    rolldownOptions: {
      input: { call: 'src/interface/main.tsx' },
      // What is loaded later uses the same code; a chunk for both would cost the first call one more round trip.
      preserveEntrySignatures: 'allow-extension',
      output: { format: 'es', entryFileNames: '[name]-[hash].js', chunkFileNames: '[name]-[hash].js' },
    },
  },
});
