// outcome: publish_error
// tries: No source at all.
 
