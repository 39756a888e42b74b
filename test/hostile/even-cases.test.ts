import { describeHostileRun } from './hostile-run.ts';

describeHostileRun(0);
