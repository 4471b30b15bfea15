CREATE TYPE booking_state AS ENUM ('asked', 'confirmed', 'cancelled');

CREATE TABLE rooms (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    name text NOT NULL UNIQUE,
    beds integer NOT NULL CHECK (beds > 0)
);

CREATE TABLE bookings (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    room_id bigint NOT NULL REFERENCES rooms (id),
    guest text NOT NULL,
    nights integer NOT NULL DEFAULT 1,
    state booking_state NOT NULL DEFAULT 'asked'
);

CREATE INDEX bookings_of_room ON bookings (room_id);
