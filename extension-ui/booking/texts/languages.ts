import type { Language } from '../../../server/domain/link.ts';
import { ar } from './ar.ts';
import type { Catalogue } from './catalogue.ts';
import { de } from './de.ts';
import { en } from './en.ts';
import { es } from './es.ts';
import { fr } from './fr.ts';
import { pl } from './pl.ts';
import { ptBR } from './pt-BR.ts';

/** Only the server reads this: a page carries the catalogue of its own language. */
export const catalogues: Readonly<Record<Language, Catalogue>> = { en, pl, de, es, fr, 'pt-BR': ptBR, ar };
