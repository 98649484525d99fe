import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { InstroomError } from '../models/errors.ts';
import { sealSecret } from './secrets/find-seal-key.ts';

/** Which Entra the product talks to. `baseUrl` is without the version. */
export type GraphConfig =
  | { kind: 'sandbox' }
  | { kind: 'loopback'; baseUrl: string }
  | { kind: 'tenant'; baseUrl: string; authorityHost: string; tenantId: string; clientId: string };

export interface BotConfig {
  appId: string | null;
  tenantId: string | null;
  appType: 'SingleTenant' | 'UserAssignedMSI' | 'MultiTenant' | null;
  password: string | null;
}

export interface Config {
  policyPath: string;
  dataDir: string;
  mongoUri: string | null;
  host: string;
  port: number;
  apiKey: string | null;
  graph: GraphConfig;
  bot: BotConfig;
  logLevel: string;
  teamsAppId: string | null;
  keyVaultUrl: string | null;
  /** Where secrets of sources are looked for first. */
  environment: Environment;
}

/** One environment variable: what it means and what holds without it. The README's table is made of these. */
export const variables: Readonly<Record<string, { meaning: string; without: string }>> = {
  INSTROOM_CONFIG: { meaning: 'path of the policy, `instroom.yaml`', without: 'the demo organisation' },
  INSTROOM_DATA_DIR: { meaning: 'folder of the embedded store and the sandbox', without: '`./data`' },
  INSTROOM_API_KEY: {
    meaning: 'bearer key of the API, at least 16 characters',
    without: 'the API is open, on loopback only',
  },
  MONGODB_URI: { meaning: 'MongoDB, Atlas or Azure DocumentDB', without: 'the embedded store' },
  HOST: { meaning: 'address to listen on', without: '`127.0.0.1`' },
  PORT: { meaning: 'port to listen on', without: '`3978`' },
  GRAPH_BASE_URL: {
    meaning: 'Microsoft Graph of a national cloud, or a server on loopback; without the version',
    without: '`https://graph.microsoft.com` with `AZURE_*`, else the sandbox',
  },
  AZURE_TENANT_ID: { meaning: 'the tenant to write to', without: 'the sandbox' },
  AZURE_CLIENT_ID: { meaning: 'the app registration or managed identity', without: 'the sandbox' },
  AZURE_KEY_VAULT_URL: {
    meaning: 'key vault that gives secrets of sources which are not in the environment',
    without: 'environment and files only',
  },
  INSTROOM_SEAL_KEY: {
    meaning:
      'long random text that seals what sources keep in the store, such as refresh tokens; the same for all instances',
    without: '`seal.key` in the data folder, made the first time',
  },
  BOT_ID: { meaning: 'app id of the Teams bot', without: 'the bot takes anybody, on loopback only' },
  BOT_TENANT_ID: {
    meaning: 'tenant of the bot; people of other tenants are refused',
    without: 'any tenant, without `BOT_ID` only',
  },
  TEAMS_APP_ID: {
    meaning: 'id of the Teams app (the `id` of its manifest): people who have never opened it are given it',
    without: 'nobody is given the app; who has not got it hears nothing',
  },
  BOT_TYPE: { meaning: '`SingleTenant`, `UserAssignedMSI` or `MultiTenant`', without: '`SingleTenant` with `BOT_ID`' },
  BOT_PASSWORD: { meaning: 'secret of the bot; not for `UserAssignedMSI`', without: 'none' },
  LOG_LEVEL: { meaning: '`error`, `warn`, `info` or `debug`', without: '`info`' },
};

/** The Graph endpoints that may be given a token, with the login of their cloud. */
const clouds: Readonly<Record<string, string>> = {
  'https://graph.microsoft.com': 'https://login.microsoftonline.com',
  'https://graph.microsoft.us': 'https://login.microsoftonline.us',
  'https://dod-graph.microsoft.us': 'https://login.microsoftonline.us',
  'https://microsoftgraph.chinacloudapi.cn': 'https://login.chinacloudapi.cn',
};

const demoPolicy = fileURLToPath(new URL('../demo/instroom.yaml', import.meta.url));

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Reads the environment, once.
 * @throws InstroomError `configuration` that names every problem at once
 */
export function readConfig(env: Environment): Config {
  const problems: string[] = [];
  const get = (name: string): string | null => env[name]?.trim() || null;
  const policyPath = get('INSTROOM_CONFIG');
  const host = get('HOST') ?? '127.0.0.1';
  const config: Config = {
    policyPath: policyPath === null ? demoPolicy : resolve(policyPath),
    dataDir: resolve(get('INSTROOM_DATA_DIR') ?? './data'),
    mongoUri: readMongoUri(get('MONGODB_URI'), problems),
    host,
    port: readPort(get('PORT'), problems),
    apiKey: get('INSTROOM_API_KEY'),
    graph: readGraph(get, problems),
    bot: readBot(get, problems),
    logLevel: readLogLevel(get('LOG_LEVEL'), problems),
    teamsAppId: readTeamsAppId(get('TEAMS_APP_ID'), problems),
    keyVaultUrl: readKeyVaultUrl(get('AZURE_KEY_VAULT_URL'), problems),
    environment: env,
  };
  if (config.apiKey !== null && config.apiKey.length < 16)
    problems.push('INSTROOM_API_KEY is too short: use at least 16 characters.');
  if ((get(sealSecret)?.length ?? 32) < 32)
    problems.push(`${sealSecret} is too short: use at least 32 characters by chance.`);
  if (!isLoopback(host)) {
    if (config.apiKey === null)
      problems.push(`HOST is ${host}, which others can reach: set INSTROOM_API_KEY, or leave HOST out.`);
    if (config.bot.appId === null)
      problems.push(`HOST is ${host}, which others can reach: set BOT_ID, so that only Teams is believed.`);
  }
  if (problems.length > 0) {
    throw new InstroomError(
      'configuration',
      `Instroom cannot start:\n${problems.map((problem) => `  ${problem}`).join('\n')}`,
    );
  }
  return config;
}

export function isLoopback(host: string): boolean {
  const bare = host.replace(/^\[|\]$/g, '');
  return bare === 'localhost' || bare === '::1' || /^127(\.\d{1,3}){3}$/.test(bare);
}

function readMongoUri(uri: string | null, problems: string[]): string | null {
  if (uri !== null && !/^mongodb(\+srv)?:\/\//.test(uri))
    problems.push('MONGODB_URI must start with mongodb:// or mongodb+srv://.');
  return uri;
}

function readTeamsAppId(id: string | null, problems: string[]): string | null {
  if (id !== null && !/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(id))
    problems.push('TEAMS_APP_ID must be the id of the manifest, a GUID.');
  return id;
}

function readKeyVaultUrl(url: string | null, problems: string[]): string | null {
  if (url !== null && !(URL.canParse(url) && new URL(url).protocol === 'https:'))
    problems.push('AZURE_KEY_VAULT_URL must be the address of a key vault, such as https://ours.vault.azure.net.');
  return url;
}

function readPort(text: string | null, problems: string[]): number {
  if (text === null) return 3978;
  const port = Number(text);
  if (Number.isInteger(port) && port >= 0 && port < 65_536) return port;
  problems.push(`PORT must be a number from 0 to 65535, not ${text}.`);
  return 0;
}

function readLogLevel(level: string | null, problems: string[]): string {
  if (level === null) return 'info';
  if (!['silent', 'error', 'warn', 'info', 'debug'].includes(level))
    problems.push(`LOG_LEVEL must be error, warn, info or debug, not ${level}.`);
  return level;
}

function readGraph(get: (name: string) => string | null, problems: string[]): GraphConfig {
  const baseUrl = get('GRAPH_BASE_URL')?.replace(/\/+$/, '') ?? null;
  const tenantId = get('AZURE_TENANT_ID');
  const clientId = get('AZURE_CLIENT_ID');
  if (baseUrl === null && tenantId === null && clientId === null) return { kind: 'sandbox' };
  const url = baseUrl !== null && URL.canParse(baseUrl) ? new URL(baseUrl) : null;
  if (baseUrl !== null && url === null) {
    problems.push(`GRAPH_BASE_URL is not an address: ${baseUrl}.`);
    return { kind: 'sandbox' };
  }
  if (url?.protocol === 'http:') {
    if (!isLoopback(url.hostname))
      problems.push(`GRAPH_BASE_URL is plain http to ${url.hostname}: only a server on this machine may be.`);
    return { kind: 'loopback', baseUrl: baseUrl ?? '' };
  }
  const graph = baseUrl ?? 'https://graph.microsoft.com';
  const authorityHost = clouds[graph];
  if (authorityHost === undefined)
    problems.push(
      `GRAPH_BASE_URL is not a Microsoft Graph endpoint: ${graph}. Expected one of ${Object.keys(clouds).join(', ')}, without a version.`,
    );
  if (tenantId === null) problems.push('AZURE_TENANT_ID is missing: which tenant is to be written to?');
  if (clientId === null)
    problems.push('AZURE_CLIENT_ID is missing: which app registration or managed identity is Instroom?');
  return {
    kind: 'tenant',
    baseUrl: graph,
    authorityHost: authorityHost ?? '',
    tenantId: tenantId ?? '',
    clientId: clientId ?? '',
  };
}

const botTypes = ['SingleTenant', 'UserAssignedMSI', 'MultiTenant'] as const;

function readBot(get: (name: string) => string | null, problems: string[]): BotConfig {
  const appId = get('BOT_ID');
  const type = get('BOT_TYPE');
  const appType = botTypes.find((known) => known === type) ?? (appId === null ? null : 'SingleTenant');
  const bot: BotConfig = { appId, tenantId: get('BOT_TENANT_ID'), appType, password: get('BOT_PASSWORD') };
  if (type !== null && !botTypes.some((known) => known === type))
    problems.push(`BOT_TYPE must be ${botTypes.join(', ')}, not ${type}.`);
  if (appId === null) return bot;
  if (bot.tenantId === null) problems.push('BOT_TENANT_ID is missing: it goes with BOT_ID.');
  if (bot.password === null && appType !== 'UserAssignedMSI')
    problems.push('BOT_PASSWORD is missing: only BOT_TYPE UserAssignedMSI goes without.');
  return bot;
}
