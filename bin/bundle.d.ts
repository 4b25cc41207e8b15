export function build(root: string, entries: string[], folder: string): Promise<void>
