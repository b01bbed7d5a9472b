/** CDK's own CloudFormation validation runs once, in `rampart audit` and its tests: everywhere else it is only slow. */
process.env['CDK_VALIDATION'] ??= 'false';
process.env['JSII_SILENCE_WARNING_UNTESTED_NODE_VERSION'] = '1';
process.env['NODE_NO_WARNINGS'] = '1';
