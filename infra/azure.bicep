@description('What the names of all resources start with.')
@minLength(4)
@maxLength(20)
param resourceBaseName string

@description('MongoDB, Atlas or Azure DocumentDB, with its credentials.')
@secure()
param mongodbUri string

@description('Bearer key of the API, at least 16 characters.')
@secure()
param apiKey string

param webAppSku string = 'B1'
param location string = resourceGroup().location

@description('Instroom towards Entra ID and Teams: no secret to keep. Give it the Graph permissions that the README lists.')
resource identity 'Microsoft.ManagedIdentity/userAssignedIdentities@2023-01-31' = {
  name: resourceBaseName
  location: location
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
  properties: {
    serverFarmId: plan.id
    httpsOnly: true
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
        { name: 'INSTROOM_API_KEY', value: apiKey }
        { name: 'MONGODB_URI', value: mongodbUri }
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
