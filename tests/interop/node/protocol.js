'use strict';

// The services, read from the same proto files that every other program here uses.

const path = require('node:path');
const grpc = require('@grpc/grpc-js');
const protoLoader = require('@grpc/proto-loader');

const root = path.join(__dirname, '..', 'protos');
const definition = protoLoader.loadSync('grpc/testing/test.proto', { includeDirs: [root], keepCase: true, defaults: true });

module.exports = grpc.loadPackageDefinition(definition).grpc.testing;
