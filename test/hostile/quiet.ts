import { availableParallelism, loadavg } from 'node:os'

/** Whether next to nobody else uses this machine: only then does a time say something of the program alone. */
export const isQuiet = () => (loadavg()[0] ?? 0) < availableParallelism() + 1
