import { createHmac } from 'node:crypto';

const lifetimeSeconds = 300;
const encode = (value: object | Buffer): string =>
  (Buffer.isBuffer(value) ? value : Buffer.from(JSON.stringify(value))).toString('base64url');

/** The JWT that Pipedrive gives to custom UI: HS256, no audience and no issuer. */
export const signToken = (userId: number, companyId: number, secret: string, now: number): string => {
  const iat = Math.floor(now / 1000);
  const signed = `${encode({ alg: 'HS256', typ: 'JWT' })}.${encode({ userId, companyId, iat, exp: iat + lifetimeSeconds })}`;
  return `${signed}.${encode(createHmac('sha256', secret).update(signed).digest())}`;
};
