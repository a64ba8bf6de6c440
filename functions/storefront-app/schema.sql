-- The tables that the application needs, in the database that RDS has made. A Multi-AZ DB cluster wants a primary key on each.

CREATE TABLE products (
  id INT UNSIGNED AUTO_INCREMENT PRIMARY KEY,
  name VARCHAR(200) NOT NULL,
  price INT UNSIGNED NOT NULL COMMENT 'in hundredths of the currency',
  currency CHAR(3) NOT NULL,
  stock INT UNSIGNED NOT NULL
);

CREATE TABLE orders (
  id BIGINT UNSIGNED AUTO_INCREMENT PRIMARY KEY,
  product INT UNSIGNED NOT NULL,
  quantity INT UNSIGNED NOT NULL,
  placed_at TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP,
  FOREIGN KEY (product) REFERENCES products (id)
);

-- What was asked for and done, so that it is not done again: src/Database.php.
CREATE TABLE applied_writes (
  id VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin PRIMARY KEY,
  digest CHAR(64) CHARACTER SET ascii NOT NULL,
  result JSON,
  applied_at TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP,
  INDEX (applied_at)
);

-- After a week nobody asks again. The event scheduler is on by default on MySQL 8; replicas leave events alone.
CREATE EVENT forget_applied_writes ON SCHEDULE EVERY 1 HOUR
  DO DELETE FROM applied_writes WHERE applied_at < NOW() - INTERVAL 7 DAY;
