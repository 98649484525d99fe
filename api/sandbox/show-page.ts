import type { World } from './world/open-world.ts';

/** The page that greets a person who opens the sandbox in a browser. */
export function showPage(world: World): string {
  const { displayName, domains } = world.tenant();
  const [users, groups] = [world.objects.count('user'), world.objects.count('group')];
  const [licences, apps] = [world.skus().length, world.objects.count('servicePrincipal')];
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Instroom sandbox</title>
<style>
body { font: 1rem/1.5 system-ui, sans-serif; max-width: 40rem; margin: 3rem auto; padding: 0 1rem; color: #222; background: #fff; }
strong { background: #fff3c4; padding: 0 .25rem; }
</style>
</head>
<body>
<h1>Instroom sandbox</h1>
<p><strong>Not a real tenant.</strong> This server stands in for Microsoft Entra ID on this machine. Nothing here reaches Microsoft.</p>
<p>${escapeHtml(displayName)} (${domains.map(escapeHtml).join(', ')}) has ${count(users, 'user')}, ${count(groups, 'group')}, ${count(licences, 'licence')} and ${count(apps, 'app')}.</p>
<ul>
<li><a href="/v1.0/users">Users</a></li>
<li><a href="/v1.0/groups">Groups</a></li>
<li><a href="/v1.0/directory/deletedItems/microsoft.graph.user">Recycle bin</a></li>
<li><a href="/v1.0/subscribedSkus">Licences</a></li>
<li><a href="/v1.0/servicePrincipals">Apps</a></li>
<li><a href="/v1.0/organization">Organisation</a></li>
</ul>
</body>
</html>
`;
}

const count = (number: number, thing: string): string => `${number} ${thing}${number === 1 ? '' : 's'}`;

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => entities[sign] ?? sign);
}
