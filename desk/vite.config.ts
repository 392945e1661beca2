import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

const server = process.env['PARLEY_ORIGIN'] ?? 'http://localhost:8080';

export default defineConfig({
  base: '/desk/',
  plugins: [react()],
  build: {
    // Nothing becomes a data: address, which the content security policy would have to allow.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 700,
  },
  server: {
    proxy: {
      '/api': server,
      '/realtime': { target: server.replace(/^http/, 'ws'), ws: true },
    },
  },
});
