import type { Language } from './link.ts';

/** Longer than a slug, so that either is known by its length. */
export const INVITATION_LENGTH = 22;

/**
 * A personal link: an opaque id that stands for whom a link was handed to, so that no address says it. The ids are the CRM's, read with the
 * host's own token when it was made: what was booked through it goes onto that deal.
 */
export interface Invitation {
  /** `INVITATION_LENGTH` characters of base58, which can't be guessed. */
  readonly id: string;
  readonly host: string;
  /** Slug. */
  readonly link: string;
  readonly person: number | null;
  readonly deal: number | null;
  readonly organization: number | null;
  /** As the CRM names the person; `email` is empty where it knows none. null: nobody in particular. */
  readonly guest: { readonly name: string; readonly email: string } | null;
  /** null: the link's, else the guest's own. */
  readonly language: Language | null;
  /** Made, or made again, at. */
  readonly madeAt: number;
}

/** What a booking keeps of the invitation that it was made through. */
export interface Invited {
  readonly invitation: string;
  /** The person’s, as the CRM had it; null: nobody in particular. */
  readonly name: string | null;
  readonly person: number | null;
  readonly deal: number | null;
  readonly organization: number | null;
  /** Booked by somebody else ("Not you?"), who takes part beside the person. */
  readonly byOther: boolean;
  /** The guest gave no address: it is the one that the link knew, and isn't told to whoever holds the link. */
  readonly knewEmail: boolean;
}
