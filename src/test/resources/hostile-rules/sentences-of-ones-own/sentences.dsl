[when] evil=eval(new java.io.File('/tmp/dorsal-was-here').createNewFile())
