import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { TooltipProvider } from '@parley/ui';
import { applyTheme, language } from '@parley/ui/page';
import { createRoot } from 'react-dom/client';
import type { CreateClient } from './client/DeskProvider.tsx';
import { makeRouter } from './router.tsx';

/** Draws the desk into the page. */
export function startDesk(createClient: CreateClient): void {
  const root = document.querySelector('#root');
  if (!root) throw new Error('The page has no #root');
  document.documentElement.lang = language;
  applyTheme();
  const queryClient = new QueryClient();
  const router = makeRouter({ createClient, queryClient });
  createRoot(root).render(
    <QueryClientProvider client={queryClient}>
      <TooltipProvider>
        <RouterProvider router={router} />
      </TooltipProvider>
    </QueryClientProvider>,
  );
}
