import { basename } from 'node:path';
import { readBack, typeTable, READINGS } from './readback/table';
import { literalsLost } from './readback/literals';
import { NOT_EXERCISED } from './readback/not-exercised';
import { templateOf } from './assembly';
import { stacksOf, statuses, type Platform } from './platform';
import { leaveTypes } from './types-left';

/** The tests that hold for every config: all is there, and is what the templates promise. */
export function keepsItsPromises(platform: () => Platform, stacks: number): void {
  test('every stack deploys', async () => {
    const { emulator, assembly, accounts, deployed } = platform();
    expect(deployed.output.slice(-3000)).toContain('✅');
    expect(deployed.code).toBe(0);
    expect(stacksOf(assembly)).toHaveLength(stacks);
    const found = await Promise.all(accounts.map((account) => statuses(emulator, account)));
    const ours = found.flatMap((each) => [...each]).filter(([name]) => name !== 'CDKToolkit');
    expect(ours.map(([name]) => name).sort()).toEqual([...stacksOf(assembly)].sort());
    expect([...new Set(ours.map(([, status]) => status))]).toEqual(['CREATE_COMPLETE']);
  });

  test('what the services were asked for is what the templates say', async () => {
    const { emulator, assembly } = platform();
    const resources = await emulator.resources();
    const lost = stacksOf(assembly).flatMap((stack) => {
      const ours = resources.filter((one) => one.stack === stack);
      const template = templateOf(assembly, stack);
      expect(ours.map(({ logicalId }) => logicalId).sort()).toEqual(Object.keys(template.Resources).sort());
      return literalsLost(template, ours);
    });
    expect(lost).toEqual([]);
  });

  test('each resource is read back through its service as its template promises; a type that is not is on the list', async () => {
    const results = await readBack(platform().emulator);
    const rows = typeTable(results);
    leaveTypes(basename(platform().config, '.yaml'), rows);
    const found = results.flatMap(({ resource, differences }) =>
      differences.map((one) => `${resource.stack}/${resource.logicalId} ${one.path}: ${one.found} for ${one.promised}`),
    );
    expect(found).toEqual([]);
    const others = rows.filter(({ verdict }) => verdict !== 'exercised and verified').map(({ type }) => type);
    expect(others.filter((type) => !NOT_EXERCISED.includes(type))).toEqual([]);
    expect(rows.filter(({ type, verdict }) => NOT_EXERCISED.includes(type) && verdict !== 'not exercised')).toEqual([]);
    expect(rows.filter(({ type }) => type in READINGS).length).toBeGreaterThan(40);
  });
}
