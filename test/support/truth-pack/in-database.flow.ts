import { scripted } from './scripted.ts';

export default scripted('in-database', 'indexedDB');
