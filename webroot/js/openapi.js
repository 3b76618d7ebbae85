/* The contract's reading page: the library does it all, and asks nobody else. */
window.SwaggerUIBundle({ url: '/openapi.yaml', dom_id: '#page', validatorUrl: null, supportedSubmitMethods: [] });
