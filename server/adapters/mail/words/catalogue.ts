import type { Language } from '../../../domain/link.ts';
import { ar } from './ar.ts';
import { de } from './de.ts';
import { en } from './en.ts';
import { es } from './es.ts';
import { fr } from './fr.ts';
import { pl } from './pl.ts';
import { ptBR } from './pt-BR.ts';
import type { Words } from './words.ts';

export const words: Readonly<Record<Language, Words>> = { en, pl, de, es, fr, 'pt-BR': ptBR, ar };
