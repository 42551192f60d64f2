import type { FastifyRequest } from 'fastify';
import type { TSchema } from 'typebox';
import type { Target } from '../../flows/bookings/book.ts';
import { findInvitation } from '../../flows/bookings/open-link.ts';
import type { Store } from '../../ports.ts';
import { BookingBody, InvitationParams, PersonalBookingBody, SlugParams } from './schema.ts';

/** An address at which a booking page stands, with everything below it. */
export interface Door {
  /** A route’s, with its parameter. */
  readonly path: '/b/:slug' | '/i/:invitation';
  readonly params: TSchema;
  /** Of a booking. */
  readonly body: TSchema;
  /** @throws link_not_found, link_gone */
  target(store: Store, request: FastifyRequest): Promise<Target>;
}

type Named<Name extends string> = Readonly<Record<Name, string>>;

const linkDoor: Door = {
  path: '/b/:slug',
  params: SlugParams,
  body: BookingBody,
  target: async (_, { params }) => ({ slug: (params as Named<'slug'>).slug, invitation: null }),
};

const personalDoor: Door = {
  path: '/i/:invitation',
  params: InvitationParams,
  body: PersonalBookingBody,
  target: async (store, { params }) => {
    const invitation = await findInvitation(store, (params as Named<'invitation'>).invitation);
    return { slug: invitation.link, invitation };
  },
};

export const doors: readonly Door[] = [linkDoor, personalDoor];
