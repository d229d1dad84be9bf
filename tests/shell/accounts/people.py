"""People to try, as the registry would name them."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Person:
    code: str
    password: str
    name: str
    role: str


def people_to_try() -> tuple[Person, ...]:
    return (Person("DV003", "thu-nghiem", "Lê Minh Châu", "Thư ký"),)
