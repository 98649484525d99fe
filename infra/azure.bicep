@description('What the names of all resources start with.')
@minLength(4)
@maxLength(20)
param resourceBaseName string

@description('MongoDB, Atlas or Azure DocumentDB, with its credentials. Empty: an Azure DocumentDB cluster is made here.')
@secure()
param mongodbUri string = ''

@description('Password of the database that is made here, 8 to 128 letters and digits; not looked at with mongodbUri.')
@secure()
param databasePassword string = ''

@description('Bearer key of the API, at least 16 characters.')
@secure()
param apiKey string

param webAppSku string = 'B1'
param location string = resourceGroup().location

var makesDatabase = empty(mongodbUri)
var vaultName = take('${resourceBaseName}${uniqueString(resourceGroup().id)}', 24)

@description('Instroom towards Entra ID, Teams and its secrets: nothing to keep. Give it the Graph permissions that docs/install.md lists.')
resource identity 'Microsoft.ManagedIdentity/userAssignedIdentities@2023-01-31' = {
  name: resourceBaseName
  location: location
}

module database './database.bicep' = if (makesDatabase) {
  name: 'database'
  params: {
    name: resourceBaseName
    location: location
    password: databasePassword
  }
}

resource vault 'Microsoft.KeyVault/vaults@2023-07-01' = {
  name: vaultName
  location: location
  properties: {
    tenantId: tenant().tenantId
    sku: { family: 'A', name: 'standard' }
    enableRbacAuthorization: true
    enableSoftDelete: true
    enablePurgeProtection: true
  }

  resource keyOfApi 'secrets' = {
    name: 'api-key'
    properties: { value: apiKey }
  }

  resource uriOfDatabase 'secrets' = {
    name: 'mongodb-uri'
    properties: {
      value: makesDatabase
        ? 'mongodb+srv://instroom:${databasePassword}@${database!.outputs.host}/instroom?tls=true&authMechanism=SCRAM-SHA-256&retrywrites=false&maxIdleTimeMS=120000'
        : mongodbUri
    }
  }
}

@description('Key Vault Secrets User: Instroom reads its secrets and nothing else of the vault.')
resource mayReadSecrets 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(vault.id, identity.id, 'secrets-user')
  scope: vault
  properties: {
    principalId: identity.properties.principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', '4633458b-17de-408a-b874-0445c86b69e6')
  }
}

resource plan 'Microsoft.Web/serverfarms@2023-12-01' = {
  name: resourceBaseName
  location: location
  kind: 'linux'
  sku: { name: webAppSku }
  properties: { reserved: true }
}

resource app 'Microsoft.Web/sites@2023-12-01' = {
  name: resourceBaseName
  location: location
  kind: 'app,linux'
  identity: {
    type: 'UserAssigned'
    userAssignedIdentities: { '${identity.id}': {} }
  }
  dependsOn: [mayReadSecrets]
  properties: {
    serverFarmId: plan.id
    httpsOnly: true
    keyVaultReferenceIdentity: identity.id
    siteConfig: {
      alwaysOn: true
      linuxFxVersion: 'NODE|22-lts'
      appCommandLine: 'npm start'
      ftpsState: 'Disabled'
      minTlsVersion: '1.2'
      healthCheckPath: '/health'
      appSettings: [
        { name: 'HOST', value: '0.0.0.0' }
        { name: 'PORT', value: '8080' }
        { name: 'INSTROOM_CONFIG', value: '/home/instroom/instroom.yaml' }
        { name: 'INSTROOM_DATA_DIR', value: '/home/instroom/data' }
        { name: 'INSTROOM_API_KEY', value: '@Microsoft.KeyVault(SecretUri=${vault::keyOfApi.properties.secretUri})' }
        { name: 'MONGODB_URI', value: '@Microsoft.KeyVault(SecretUri=${vault::uriOfDatabase.properties.secretUri})' }
        { name: 'AZURE_TENANT_ID', value: tenant().tenantId }
        { name: 'AZURE_CLIENT_ID', value: identity.properties.clientId }
        { name: 'BOT_ID', value: identity.properties.clientId }
        { name: 'BOT_TENANT_ID', value: tenant().tenantId }
        { name: 'BOT_TYPE', value: 'UserAssignedMSI' }
        { name: 'WEBSITE_RUN_FROM_PACKAGE', value: '1' }
      ]
    }
  }
}

module bot './botRegistration/azurebot.bicep' = {
  name: 'bot-registration'
  params: {
    resourceBaseName: resourceBaseName
    identityResourceId: identity.id
    identityClientId: identity.properties.clientId
    botDomain: app.properties.defaultHostName
  }
}

output BOT_ID string = identity.properties.clientId
output BOT_TENANT_ID string = tenant().tenantId
output BOT_DOMAIN string = app.properties.defaultHostName
output AZURE_APP_SERVICE_RESOURCE_ID string = app.id
output IDENTITY_PRINCIPAL_ID string = identity.properties.principalId
