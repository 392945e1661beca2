import react from '@vitejs/plugin-react';
import type { Plugin, UserConfig } from 'vite';

const server = process.env['PARLEY_ORIGIN'] ?? 'http://localhost:8080';

/**
 * Whichever style sheet the browser reads first decides the order of the layers, and lazy pages bring their own; so
 * each begins with the order that src/tokens.css declares.
 */
const layersInOrder: Plugin = {
  name: 'layers-in-order',
  generateBundle(_options, bundle) {
    for (const file of Object.values(bundle)) {
      if (file.type === 'asset' && file.fileName.endsWith('.css'))
        file.source = `@layer reset,tokens,components;${String(file.source)}`;
    }
  },
};

/** How a page of ours is built, desk and console alike. @param base the path at which the server serves it */
export const pageConfig = (base: '/desk/' | '/admin/'): UserConfig => ({
  base,
  plugins: [react(), layersInOrder],
  build: {
    // Nothing becomes a data: address, which the content security policy would have to allow.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
  server: {
    proxy: {
      '/api': server,
      '/realtime': { target: server.replace(/^http/, 'ws'), ws: true },
    },
  },
});
