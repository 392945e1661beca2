import '@parley/ui/page.css';
import { QueryCache, QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { TooltipProvider } from '@parley/ui';
import { ApiError, codeOf } from '@parley/ui/http';
import { applyTheme, language } from '@parley/ui/page';
import { createRoot } from 'react-dom/client';
import { forgetSignIn } from './api/queries.ts';
import { makeRouter } from './router.tsx';

const queryClient = new QueryClient({
  queryCache: new QueryCache({
    // Signed out elsewhere: back to the door.
    onError: (error) => codeOf(error) === 'not-signed-in' && forgetSignIn(queryClient),
  }),
  // What the server refused it refuses again.
  defaultOptions: {
    queries: {
      retry: (failures, error) =>
        failures < 2 && error instanceof ApiError && error.problem === 'unreachable',
    },
  },
});

const root = document.querySelector('#root');
if (!root) throw new Error('The page has no #root');
document.documentElement.lang = language;
applyTheme();
createRoot(root).render(
  <QueryClientProvider client={queryClient}>
    <TooltipProvider>
      <RouterProvider router={makeRouter()} />
    </TooltipProvider>
  </QueryClientProvider>,
);
