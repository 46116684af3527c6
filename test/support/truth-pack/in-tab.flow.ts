import { scripted } from './scripted.ts';

export default scripted('in-tab', 'sessionStorage');
