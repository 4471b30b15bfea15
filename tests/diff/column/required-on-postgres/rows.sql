INSERT INTO user_account VALUES (1);
