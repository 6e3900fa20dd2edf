// The rooms of the console, in the order of the navigation. A new room is a line here.

import {rollouts} from './rollouts/room.js';
import {scripts} from './scripts/room.js';
import {simulations} from './simulations/room.js';

export const rooms = [scripts, simulations, rollouts];
