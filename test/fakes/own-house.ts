/** Somewhere that many houses stand on, each of its own. */
interface Street<House> {
  open(): Promise<House>;
  close(): Promise<void>;
}

/** Gives every test of the describe around it a house of its own, on one street, and clears it away afterwards. */
export function eachTestItsHouse<House extends { close(): Promise<void> }>(
  openStreet: () => Promise<Street<House>>,
  moveIn: (house: House) => void | Promise<void>,
): void {
  let street: Street<House>;
  let house: House;
  before(async () => {
    street = await openStreet();
  });
  after(() => street.close());
  beforeEach(async () => {
    house = await street.open();
    await moveIn(house);
  });
  afterEach(() => house.close());
}
