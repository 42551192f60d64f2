import { type Static, type TSchema, Type } from 'typebox';
import { Value } from 'typebox/value';
import { isMailbox } from './domain/mailbox.ts';

const Text = (options: object) => Type.String({ minLength: 1, ...options });

/** The environment that the server reads; whatever isn't named here is ignored. */
const Environment = Type.Object({
  PIPEDRIVE_CLIENT_ID: Text({ description: 'Client ID of the app in the Developer Hub' }),
  PIPEDRIVE_CLIENT_SECRET: Text({ description: 'Client secret of the app' }),
  PUBLIC_URL: Text({ description: 'Where browsers reach this server, such as https://meet.example.com' }),
  SECRET_KEY: Text({
    minLength: 32,
    description:
      'At least 32 random characters; seals tokens and signs links. Several, separated by commas: the first is used, the others still accepted',
  }),
  SMTP_URL: Text({ description: 'smtp:// or smtps:// URL of the mail server' }),
  MAIL_FROM: Text({ description: 'The app’s own address, without a name, which all mails come from' }),

  MONGODB_URI: Type.Optional(Text({ description: 'MongoDB instead of the SQLite file' })),
  DATA_DIR: Type.String({ default: 'data', description: 'Folder of the SQLite file' }),
  HOST: Type.String({ default: '0.0.0.0', description: 'Address to listen on' }),
  PORT: Type.Integer({ default: 3000, minimum: 0, maximum: 65_535, description: 'Port to listen on' }),
  TRUST_PROXY: Type.Integer({
    default: 0,
    minimum: 0,
    maximum: 10,
    description:
      'How many proxies every request comes through, each of which adds to X-Forwarded-For (0 to 10); 0: the header isn’t read',
  }),
  LOG_LEVEL: Type.Union(
    (['fatal', 'error', 'warn', 'info', 'debug', 'silent'] as const).map(level => Type.Literal(level)),
    { default: 'info', description: 'fatal, error, warn, info, debug or silent' },
  ),
  PIPEDRIVE_OAUTH_URL: Type.String({ default: 'https://oauth.pipedrive.com', description: 'OAuth server' }),
  EXTENSION_JWT_SECRET: Type.Optional(Text({ description: 'JWT secret of the extensions, if not the client secret' })),
  FRAME_ANCESTORS: Type.String({ default: 'https://*.pipedrive.com', description: 'Who may frame the surfaces' }),
  PLAN_RULE: Type.Union([Type.Literal('enforce'), Type.Literal('off')], {
    default: 'enforce',
    description: 'Whether the limit of active links by plan holds: enforce or off',
  }),
  SLOT_READS_PER_MINUTE: Type.Integer({
    default: 600,
    minimum: 1,
    description: 'Slot reads a minute, per address and link',
  }),
  POSTS_PER_MINUTE: Type.Integer({ default: 30, minimum: 1, description: 'Posts a minute, per address and link' }),
  FORM_MIN_SECONDS: Type.Integer({
    default: 2,
    minimum: 0,
    maximum: 60,
    description: 'Seconds within which a booking form that we rendered counts as sent by a program; 0: not looked at',
  }),
  CRM_STALE_HOURS: Type.Number({
    default: 26,
    exclusiveMinimum: 0,
    description: 'Age at which busy times count as unknown',
  }),
});

type Environment = Static<typeof Environment>;

export interface Config {
  readonly pipedrive: {
    readonly clientId: string;
    readonly clientSecret: string;
    readonly oauthUrl: string;
    readonly jwtSecret: string;
  };
  /** Without a slash at the end. */
  readonly publicUrl: string;
  readonly secretKeys: readonly string[];
  readonly mail: { readonly smtpUrl: string; readonly from: string };
  readonly store: { readonly mongodbUri: string | null; readonly dataDir: string };
  /** `trustProxy`: how many proxies stand in front. */
  readonly listen: { readonly host: string; readonly port: number; readonly trustProxy: number };
  readonly logLevel: Environment['LOG_LEVEL'];
  readonly frameAncestors: string;
  readonly planRule: 'enforce' | 'off';
  readonly limits: { readonly slotReads: number; readonly posts: number; readonly formSeconds: number };
  readonly staleAfter: number;
}

/** Thrown once, with a line for every fault. */
export class ConfigurationFault extends Error {
  override readonly name = 'ConfigurationFault';
  readonly faults: readonly string[];

  constructor(faults: readonly string[]) {
    super(
      `The configuration has ${faults.length === 1 ? 'a fault' : `${faults.length} faults`}:\n${faults.map(fault => `  ${fault}`).join('\n')}`,
    );
    this.faults = faults;
  }
}

const url = (text: string, protocols: readonly string[]): URL | null => {
  const parsed = URL.parse(text);
  return parsed && protocols.includes(parsed.protocol) ? parsed : null;
};

/** Faults that the schema can't say. */
const crossFaults = (environment: Partial<Environment>): string[] => {
  const faults: string[] = [];
  const { PUBLIC_URL, SMTP_URL, MAIL_FROM, PIPEDRIVE_OAUTH_URL, MONGODB_URI, SECRET_KEY } = environment;
  const publicUrl = PUBLIC_URL === undefined ? undefined : url(PUBLIC_URL, ['https:', 'http:']);
  if (publicUrl === null) faults.push('PUBLIC_URL: isn’t an http(s) URL');
  else if (publicUrl && (publicUrl.pathname !== '/' || publicUrl.search || publicUrl.hash))
    faults.push('PUBLIC_URL: must be an origin, without a path');
  else if (publicUrl?.protocol === 'http:' && !['localhost', '127.0.0.1', '[::1]'].includes(publicUrl.hostname))
    faults.push('PUBLIC_URL: must be https, except on this machine');
  if (SMTP_URL && !url(SMTP_URL, ['smtp:', 'smtps:'])) faults.push('SMTP_URL: isn’t an smtp:// or smtps:// URL');
  if (MAIL_FROM && !isMailbox(MAIL_FROM)) faults.push('MAIL_FROM: isn’t a plain e-mail address');
  if (PIPEDRIVE_OAUTH_URL && !url(PIPEDRIVE_OAUTH_URL, ['https:', 'http:']))
    faults.push('PIPEDRIVE_OAUTH_URL: isn’t an http(s) URL');
  if (MONGODB_URI && !/^mongodb(\+srv)?:\/\//.test(MONGODB_URI)) faults.push('MONGODB_URI: isn’t a mongodb:// URL');
  if (SECRET_KEY?.split(',').some(key => key.trim().length < 32))
    faults.push('SECRET_KEY: needs at least 32 characters for each key');
  return faults;
};

interface Setting {
  readonly name: keyof Environment;
  readonly schema: TSchema & { readonly type?: string; readonly description: string; readonly default?: unknown };
  readonly required: boolean;
}

const settings = (): Setting[] =>
  Object.entries(Environment.properties).map(([name, schema]) => ({
    name: name as keyof Environment,
    schema: schema as unknown as Setting['schema'],
    required: (Environment.required as readonly string[]).includes(name) && !('default' in schema),
  }));

/** Conversion would also make a number of “true”, and a whole one of “1.5”. */
const isWritten = ({ type }: Setting['schema'], text: string): boolean => {
  if (type === 'integer') return /^\d+$/.test(text);
  return type !== 'number' || /^\d+(\.\d+)?$/.test(text);
};

/** Reads and checks the environment. An empty value counts as absent. */
export const readConfig = (environment: NodeJS.ProcessEnv): Config => {
  const known = settings();
  const given = Object.fromEntries(
    known.filter(({ name }) => environment[name]).map(({ name }) => [name, environment[name]]),
  );
  const value = Value.Convert(Environment, Value.Default(Environment, given)) as Environment;
  const sound = new Set(
    known
      .filter(({ name, schema }) => isWritten(schema, environment[name] || '0') && Value.Check(schema, value[name]))
      .map(({ name }) => name),
  );
  const faults = known.flatMap(({ name, schema, required }) => {
    if (value[name] === undefined) return required ? [`${name}: missing. ${schema.description}`] : [];
    return sound.has(name) ? [] : [`${name}: isn’t valid. ${schema.description}`];
  });
  faults.push(...crossFaults(Object.fromEntries([...sound].map(name => [name, value[name]]))));
  if (faults.length > 0) throw new ConfigurationFault(faults);
  return {
    pipedrive: {
      clientId: value.PIPEDRIVE_CLIENT_ID,
      clientSecret: value.PIPEDRIVE_CLIENT_SECRET,
      oauthUrl: value.PIPEDRIVE_OAUTH_URL.replace(/\/$/, ''),
      jwtSecret: value.EXTENSION_JWT_SECRET ?? value.PIPEDRIVE_CLIENT_SECRET,
    },
    publicUrl: new URL(value.PUBLIC_URL).origin,
    secretKeys: value.SECRET_KEY.split(',').map(key => key.trim()),
    mail: { smtpUrl: value.SMTP_URL, from: value.MAIL_FROM },
    store: { mongodbUri: value.MONGODB_URI ?? null, dataDir: value.DATA_DIR },
    listen: { host: value.HOST, port: value.PORT, trustProxy: value.TRUST_PROXY },
    logLevel: value.LOG_LEVEL,
    frameAncestors: value.FRAME_ANCESTORS,
    planRule: value.PLAN_RULE,
    limits: {
      slotReads: value.SLOT_READS_PER_MINUTE,
      posts: value.POSTS_PER_MINUTE,
      formSeconds: value.FORM_MIN_SECONDS,
    },
    staleAfter: value.CRM_STALE_HOURS * 3_600_000,
  };
};

/** Text of `.env.example`: every setting with its meaning, the optional ones with their defaults. */
export const environmentExample = (): string =>
  settings()
    .map(
      ({ name, schema, required }) =>
        `# ${schema.description}\n${required ? '' : '# '}${name}=${schema.default ?? ''}\n`,
    )
    .join('\n');
