import type { Routes } from '@angular/router';

/**
 * A remote is a name in the page's import map, which is resolved from every remote's own entry when the web is
 * assembled: the browser loads it like any module, without a loader of ours.
 */
export async function remoteRoutes(remote: string): Promise<Routes> {
  const name = `${remote}/./routes`;
  const loaded = (await import(name)) as { readonly routes: Routes };
  return loaded.routes;
}
