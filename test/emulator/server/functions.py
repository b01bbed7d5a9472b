"""Runs functions as processes of this machine: moto would start a container."""

import io
import json
import os
import subprocess
import tempfile
import zipfile

BOOT = """
const [file, name] = process.argv[1].split('.');
let text = '';
process.stdin.on('data', (part) => (text += part)).on('end', async () => {
  const write = process.stdout.write.bind(process.stdout);
  process.stdout.write = process.stderr.write.bind(process.stderr);
  const context = {
    awsRequestId: 'emulated',
    functionName: process.env.AWS_LAMBDA_FUNCTION_NAME,
    invokedFunctionArn: process.env.EMULATED_ARN,
    logStreamName: 'emulated',
    getRemainingTimeInMillis: () => Number(process.env.EMULATED_SECONDS) * 1000 - performance.now(),
  };
  try {
    const loaded = await import(require('node:url').pathToFileURL(require('node:path').resolve(file + '.js')).href)
      .catch(() => import(require('node:url').pathToFileURL(require('node:path').resolve(file + '.mjs')).href));
    const handler = loaded[name] ?? loaded.default?.[name];
    const answer = await handler(JSON.parse(text), context);
    write(JSON.stringify(answer ?? null), () => process.exit(0));
  } catch (error) {
    const told = { errorMessage: error.message, errorType: error.name, trace: String(error.stack).split('\\n') };
    write(JSON.stringify(told), () => process.exit(1));
  }
});
"""


# Where CloudFormation answers: functions ask the one that deployed them, and not moto's own.
cloudformation = ""


def install(endpoint: str, authority: str) -> None:
    """`authority`: a file with the certificate of whoever takes the answers of custom resources."""
    import moto.awslambda.models as models

    def invoke(self, event=None):
        folder = getattr(self, "_emulated_folder", None)
        if folder is None or getattr(self, "_emulated_code", None) is not self.code_bytes:
            folder = self._emulated_folder = tempfile.mkdtemp(prefix="rampart-function-")
            self._emulated_code = self.code_bytes
            zipfile.ZipFile(io.BytesIO(self.code_bytes)).extractall(folder)
        environment = {
            "PATH": os.environ["PATH"],
            "HOME": folder,
            **{key: str(value) for key, value in (self.environment_vars or {}).items()},
            "AWS_REGION": self.region,
            "AWS_DEFAULT_REGION": self.region,
            "AWS_ENDPOINT_URL": endpoint,
            "AWS_ENDPOINT_URL_CLOUDFORMATION": cloudformation,
            "AWS_LAMBDA_FUNCTION_NAME": self.function_name,
            "EMULATED_ARN": self.function_arn,
            "EMULATED_SECONDS": str(self.timeout or 3),
            "NODE_EXTRA_CA_CERTS": authority,
            "NODE_NO_WARNINGS": "1",
            **_credentials(self),
        }
        try:
            done = subprocess.run(
                ["node", "-e", BOOT, "--", self.handler],
                cwd=folder,
                input=json.dumps(event or {}),
                capture_output=True,
                text=True,
                env=environment,
                timeout=int(self.timeout or 3) + 10,
            )
        except subprocess.TimeoutExpired:
            return json.dumps({"errorMessage": "Task timed out", "errorType": "Sandbox.Timedout"}), True, ""
        return done.stdout or json.dumps({"errorMessage": done.stderr[-2000:]}), done.returncode != 0, done.stderr

    models.LambdaFunction._invoke_lambda = invoke


def _credentials(function) -> dict[str, str]:
    """Of the function's own account, so that it acts there."""
    from moto.sts.models import sts_backends

    role = sts_backends[function.account_id]["global" if "global" in sts_backends[function.account_id] else "aws"]
    assumed = role.assume_role(
        region_name=function.region,
        role_session_name=function.function_name[:64],
        role_arn=function.role,
        policy=None,
        duration=3600,
        external_id=None,
    )
    return {
        "AWS_ACCESS_KEY_ID": assumed.access_key_id,
        "AWS_SECRET_ACCESS_KEY": assumed.secret_access_key,
        "AWS_SESSION_TOKEN": assumed.session_token,
    }
