// An ES module, since the package's exports name no entry for `require`; Node loads it from CommonJS all the same.
export { eld } from 'eld/large';
