import { describeStore } from '../contracts/store.ts';
import { openFakeStore } from './store.ts';

describeStore('store in memory', openFakeStore);
