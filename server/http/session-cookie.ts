import type { CookieSerializeOptions } from '@fastify/cookie';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { SESSION_LENGTH } from '../flows/hosts/session.ts';

/** The prefix makes browsers take it from this host alone, over https, for all paths: nobody else can set it. */
const NAME = '__Host-session';

const attributes: CookieSerializeOptions = { path: '/', secure: true, httpOnly: true, sameSite: 'lax' };

export const sessionIn = (request: FastifyRequest): string => request.cookies[NAME] ?? '';

/** In place of whatever session the browser had. */
export const giveSession = (reply: FastifyReply, session: string): FastifyReply =>
  reply.setCookie(NAME, session, { ...attributes, maxAge: SESSION_LENGTH / 1000 });

export const takeSession = (reply: FastifyReply): FastifyReply => reply.clearCookie(NAME, attributes);
