INSERT INTO server_key (one, proof) VALUES (1, {bytes:000102});
