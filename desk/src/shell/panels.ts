import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';

/** Dialogs that can be opened from several places; one at a time. */
type Panel = 'help' | 'devices' | 'password';

const store = createStore<{ readonly open: Panel | undefined }>(() => ({ open: undefined }));

export const openPanel = (panel: Panel): void => store.setState({ open: panel });
export const closePanel = (): void => store.setState({ open: undefined });
export const usePanel = (): Panel | undefined => useStore(store, (state) => state.open);
