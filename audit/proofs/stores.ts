/** Where each type that keeps data names the key it is encrypted with. Absent there means a key of AWS's own, or none. */
export const KEY_PROPERTIES: Readonly<Record<string, readonly string[]>> = {
  'AWS::Logs::LogGroup': ['KmsKeyId'],
  'AWS::SNS::Topic': ['KmsMasterKeyId'],
  'AWS::SQS::Queue': ['KmsMasterKeyId'],
  'AWS::CloudTrail::Trail': ['KMSKeyId'],
  'AWS::SecretsManager::Secret': ['KmsKeyId'],
  'AWS::DynamoDB::Table': ['SSESpecification', 'KMSMasterKeyId'],
  'AWS::EFS::FileSystem': ['KmsKeyId'],
  'AWS::Kinesis::Stream': ['StreamEncryption', 'KeyId'],
  'AWS::Bedrock::Guardrail': ['KmsKeyArn'],
  'AWS::Bedrock::Agent': ['CustomerEncryptionKeyArn'],
  'AWS::Bedrock::Flow': ['CustomerEncryptionKeyArn'],
  'AWS::Bedrock::Prompt': ['CustomerEncryptionKeyArn'],
  'AWS::SageMaker::EndpointConfig': ['KmsKeyId'],
  'AWS::SageMaker::NotebookInstance': ['KmsKeyId'],
  'AWS::SageMaker::Domain': ['KmsKeyId'],
  'AWS::OpenSearchService::Domain': ['EncryptionAtRestOptions', 'KmsKeyId'],
  'AWS::RDS::DBCluster': ['KmsKeyId'],
  'AWS::RDS::DBInstance': ['KmsKeyId'],
  'AWS::Backup::BackupVault': ['EncryptionKeyArn'],
  'AWS::ECR::Repository': ['EncryptionConfiguration', 'KmsKey'],
  'AWS::S3Vectors::VectorBucket': ['EncryptionConfiguration', 'KmsKeyArn'],
};

/** Functions keep their environment; without one there is nothing to encrypt. */
export const FUNCTION_KEY = 'KmsKeyArn';
