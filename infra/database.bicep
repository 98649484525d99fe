param name string
param location string

@secure()
param password string

@description('Memory and cores of the cluster; M30 is the smallest that Microsoft recommends for production.')
param tier string = 'M30'

param sizeGb int = 64

@description('Azure DocumentDB, which speaks the wire protocol of MongoDB.')
resource cluster 'Microsoft.DocumentDB/mongoClusters@2024-07-01' = {
  name: name
  location: location
  properties: {
    administrator: { userName: 'instroom', password: password }
    serverVersion: '7.0'
    compute: { tier: tier }
    storage: { sizeGb: sizeGb }
    sharding: { shardCount: 1 }
    highAvailability: { targetMode: 'Disabled' }
  }

  @description('Services in Azure, of which the app is one. Take a private endpoint where the network asks for it.')
  resource fromAzure 'firewallRules' = {
    name: 'azure'
    properties: { startIpAddress: '0.0.0.0', endIpAddress: '0.0.0.0' }
  }
}

output host string = '${name}.global.mongocluster.cosmos.azure.com'
